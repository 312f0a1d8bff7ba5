// Starts a tool worker without handing down anything of the host: environment,
// descriptors, signal handling, process group.
#include "worker_spawn.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tool_protocol.h"

/* Standard streams to /dev/null, the socket to its place, all others closed. */
static int add_descriptors(posix_spawn_file_actions_t *actions, int socket)
{
    int failure = posix_spawn_file_actions_adddup2(actions, socket, TOOL_WORKER_SOCKET);
    for (int stream = STDIN_FILENO; failure == 0 && stream <= STDERR_FILENO; stream++) {
        failure = posix_spawn_file_actions_addopen(actions, stream, "/dev/null", O_RDWR, 0);
    }
    return failure != 0 ? failure : posix_spawn_file_actions_addclosefrom_np(actions, TOOL_WORKER_SOCKET + 1);
}

/* A group of its own, so that what a tool starts ends with it; no inherited mask. */
static int set_attributes(posix_spawnattr_t *attributes)
{
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    int failure = posix_spawnattr_setflags(
        attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    if (failure == 0) failure = posix_spawnattr_setpgroup(attributes, 0);
    if (failure == 0) failure = posix_spawnattr_setsigmask(attributes, &none);
    return failure != 0 ? failure : posix_spawnattr_setsigdefault(attributes, &all);
}

static int spawn(
    const char *program, const char *library, const worker_limits *limits, int socket, pid_t *process)
{
    char parent[24], memory[24], files[24];
    snprintf(parent, sizeof parent, "%ld", (long)getpid());
    snprintf(memory, sizeof memory, "%" PRIu64, limits->memory_bytes);
    snprintf(files, sizeof files, "%" PRIu32, limits->open_files_max);
    char *const arguments[] = {(char *)program, parent, memory, files, (char *)library, NULL};
    char *const environment[] = {NULL};

    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    int failure = posix_spawn_file_actions_init(&actions);
    if (failure != 0) return failure;
    failure = posix_spawnattr_init(&attributes);
    if (failure != 0) {
        posix_spawn_file_actions_destroy(&actions);
        return failure;
    }
    failure = add_descriptors(&actions, socket);
    if (failure == 0) failure = set_attributes(&attributes);
    if (failure == 0) failure = posix_spawn(process, program, &actions, &attributes, arguments, environment);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return failure;
}

int worker_spawn(
    const char *program, const char *library, const worker_limits *limits, pid_t *process, int *socket)
{
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) return errno;
    int failure = fcntl(ends[0], F_SETFL, O_NONBLOCK) == 0 ? 0 : errno;
    if (failure == 0) failure = spawn(program, library, limits, ends[1], process);
    close(ends[1]);
    if (failure != 0) {
        close(ends[0]);
        return failure;
    }
    *socket = ends[0];
    return 0;
}

int worker_has_ended(pid_t process, int *status)
{
    // Looked at before it is reaped: until then its number, and so its group's, is
    // nobody else's.
    siginfo_t ended = {0};
    if (waitid(P_PID, (id_t)process, &ended, WEXITED | WNOHANG | WNOWAIT) != 0 || ended.si_pid == 0) return 0;
    worker_end(process, status);
    return 1;
}

void worker_end(pid_t process, int *status)
{
    kill(-process, SIGKILL);
    while (waitpid(process, status, 0) < 0 && errno == EINTR) {}
}
