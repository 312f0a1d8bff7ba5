// libffi, which calls C functions whose types are known only at run time.
#ifndef ORKESTA_CFFI_SHIM_H
#define ORKESTA_CFFI_SHIM_H

#include <ffi.h>

#endif
