/* See json.c. */
#include "../../../SDK/Templates/shared-c/src/json.h"
