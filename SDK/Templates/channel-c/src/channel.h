/* The channel, as the library's entry makes it. */
#ifndef PLUGIN_CHANNEL_H
#define PLUGIN_CHANNEL_H

#include <orkesta/orkesta.h>

/* Makes one tenant's instance; the contract is that of ork_factory.create. */
ork_status channel_create(
    const ork_host *host, ork_inst inst, ork_str settings, const ork_instance **instance, ork_error *error);

#endif
