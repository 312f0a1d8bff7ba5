// What a tool worker gives up before it loads anything.
#ifndef ORKESTA_CONFINEMENT_H
#define ORKESTA_CONFINEMENT_H

#include <stdbool.h>
#include <stdint.h>

/* Binds the process to the life of `parent`, and limits its address space and
 * open files; no core file, no new privileges. False when the kernel refuses, or
 * the parent has gone already. */
bool confine(long parent, uint64_t memory_bytes, uint64_t open_files_max);

/* Lets the process use so many more seconds of processor time. The host's
 * deadline comes first; this one holds when there is no host any more. */
void limit_processor(uint32_t seconds);

#endif
