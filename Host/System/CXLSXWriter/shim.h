// libxlsxwriter for Host/Documents.
#ifndef ORKESTA_CXLSXWRITER_SHIM_H
#define ORKESTA_CXLSXWRITER_SHIM_H

#include <xlsxwriter.h>

#endif
