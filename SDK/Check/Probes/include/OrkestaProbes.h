/* What the checker needs of C: the text of the ABI's headers, memory that a
 * plugin can be caught in after its loan ended, and a section of the program in
 * which the kernel reports every input and output.
 *
 * Faults are written to the report, file descriptor PROBE_REPORT, as one line of
 * JSON each, from within a signal handler; the process then dies of the signal.
 */
#ifndef ORKESTA_PROBES_H
#define ORKESTA_PROBES_H

#include <stddef.h>
#include <stdint.h>

/* Where a check's own process writes its report: one JSON object a line. */
#define PROBE_REPORT 3

/* ---- Headers, embedded when this file was compiled. */

typedef struct probe_header {
    const char *name;         /* "orkesta/ext/turn.h" */
    const char *text;         /* not NUL-terminated; immortal */
    size_t length;
} probe_header;

/* [any thread] */
size_t probe_header_count(void);

/* [any thread] All fields zero when `index` is out of range. */
probe_header probe_header_at(size_t index);

/* ---- Lent memory. */

/* A block on pages of its own, zeroed, ending where a page begins that nobody may
 * touch: reading on faults. */
typedef struct probe_loan {
    void *bytes;              /* NULL: out of memory */
    uint32_t number;          /* for probe_end_loan */
} probe_loan;

/* [any thread] `label` is copied; it names the block in the report of a fault.
 * The block lives until its loan ends. `bytes` may be 0. */
probe_loan probe_lend(size_t bytes, const char *label);

/* [any thread] From here on, touching the block faults. Its address is not
 * used again for at least 8,192 later loans. */
void probe_end_loan(probe_loan loan);

/* [main thread, once] Reports faults in lent memory: {"fault": "ended" or
 * "beyond", "label": ...}. */
void probe_watch_faults(void);

/* ---- Purity. */

/* [main thread] From here to the end of the process, system calls of this thread
 * and those it starts that open, connect, read, write (but to the report), start
 * or delete anything, or sleep, fail with EACCES, each reported as {"call": name}. Returns 0,
 * or the errno of a kernel that does not offer it. */
int probe_forbid_io(void);

/* ---- The process. */

/* [main thread, once] Dies when its parent does, and leaves no core file. */
void probe_die_with_parent(void);

#endif
