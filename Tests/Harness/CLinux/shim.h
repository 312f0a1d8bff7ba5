// Linux calls that Swift's Glibc module leaves out: epoll and timerfd for the
// load generator, what keeps file descriptors from child processes, and what
// gives memory back before it is measured.
#ifndef ORKESTA_CLINUX_SHIM_H
#define ORKESTA_CLINUX_SHIM_H

#include <malloc.h>
#include <spawn.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/timerfd.h>

// Declared by glibc under _GNU_SOURCE only, which a module cannot set for
// headers that another module has already included.
int pipe2(int ends[2], int flags);
int mkostemp(char *name_template, int flags);
int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);

#endif
