/* The agent, as the library's entry makes it. */
#ifndef PLUGIN_AGENT_H
#define PLUGIN_AGENT_H

#include <orkesta/orkesta.h>

/* Makes one tenant's instance; the contract is that of ork_factory.create. */
ork_status agent_create(
    const ork_host *host, ork_inst inst, ork_str settings, const ork_instance **instance, ork_error *error);

#endif
