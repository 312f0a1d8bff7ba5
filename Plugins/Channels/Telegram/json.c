/* Reading and writing JSON: the same few functions that every new plugin project
 * in C begins with. */
#include "../../../SDK/Templates/shared-c/src/json.c"
