// Notices when a tool asks for more memory than it may have. What a function
// does then (it crashes, aborts, exits) does not say why; this does.
#ifndef ORKESTA_ALLOCATION_H
#define ORKESTA_ALLOCATION_H

#include <stdbool.h>

/* While on, the first refused allocation calls allocation_was_refused. */
void allocation_watch(bool on);

/* Implemented by main.c. */
void allocation_was_refused(void);

#endif
