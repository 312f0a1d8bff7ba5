// libqrencode for Host/Documents.
#ifndef ORKESTA_CQRENCODE_SHIM_H
#define ORKESTA_CQRENCODE_SHIM_H

#include <qrencode.h>

#endif
