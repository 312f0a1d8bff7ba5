// zlib, which unpacks the spreadsheets that tests read back.
#ifndef ORKESTA_CZLIB_SHIM_H
#define ORKESTA_CZLIB_SHIM_H

#include <zlib.h>

#endif
