/* The library's way in, which its host finds with dlsym. */
#ifndef ORKESTA_TELEGRAM_H
#define ORKESTA_TELEGRAM_H

#include "orkesta/orkesta.h"

const ork_entry *orkesta_plugin_entry_v1(void);

#endif
