/* Starts a tool worker: a child process with one socket to its parent and
 * nothing else of it. */
#ifndef ORKESTA_WORKER_SPAWN_H
#define ORKESTA_WORKER_SPAWN_H

#include <stdint.h>
#include <sys/types.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What a worker may use. */
typedef struct worker_limits {
    uint64_t memory_bytes; /* of address space */
    uint32_t open_files_max;
} worker_limits;

/* Starts `program` with `library` (a path) in a process group of its own, with an
 * empty environment, /dev/null as its standard streams, and no descriptor but the
 * socket. 0, or an errno value; then nothing is left. The caller owns `*socket`,
 * which is not blocking, and reaps `*process`.
 *
 * The kernel ends the worker with the calling *thread*: call it from one that
 * lives as long as the worker shall. */
int worker_spawn(
    const char *program, const char *library, const worker_limits *limits, pid_t *process, int *socket);

/* Whether a worker has ended by itself. If so, what it left in its process group is
 * ended, it is reaped (`process` names it no more), and `*status` is as of waitpid. */
int worker_has_ended(pid_t process, int *status);

/* Ends a worker and its process group, and reaps it. `*status` as of waitpid: how it
 * ended by itself, if it had. */
void worker_end(pid_t process, int *status);

#ifdef __cplusplus
}
#endif
#endif
