/* A part of the program in which the kernel itself watches for input and output:
 * a seccomp filter turns each such system call into a signal, whose handler names
 * it in the report and makes the call fail. */
#define _GNU_SOURCE
#include "OrkestaProbes.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

#if defined(__x86_64__)
#define MACHINE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define MACHINE AUDIT_ARCH_AARCH64
#endif

typedef struct forbidden_call {
    long number;
    const char *name;
} forbidden_call;

#define CALL(name) {SYS_##name, #name}

static const forbidden_call forbidden[] = {
#ifdef SYS_open
    CALL(open), CALL(creat), CALL(fork), CALL(vfork), CALL(unlink), CALL(rename), CALL(mkdir),
#endif
    CALL(openat), CALL(openat2), CALL(unlinkat), CALL(renameat2), CALL(mkdirat),
    CALL(socket), CALL(connect), CALL(bind), CALL(sendto), CALL(sendmsg), CALL(recvfrom), CALL(recvmsg),
    CALL(read), CALL(readv), CALL(pread64), CALL(writev), CALL(pwrite64),
    CALL(clone), CALL(clone3), CALL(execve), CALL(execveat), CALL(nanosleep), CALL(clock_nanosleep),
};

#define FORBIDDEN_COUNT (sizeof(forbidden) / sizeof(forbidden[0]))
/* Four steps for the machine and the number, four for write, two a forbidden call,
 * one to allow the rest. */
#define STEPS_MAX (4 + 4 + 2 * FORBIDDEN_COUNT + 1)

#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
#define SKIP_UNLESS(value, steps) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (value), 0, (steps))
#define SKIP_IF(value, steps) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (value), (steps), 0)
#define VERDICT(verdict) BPF_STMT(BPF_RET | BPF_K, (verdict))

static size_t make_filter(struct sock_filter *steps)
{
    size_t count = 0;
#ifdef MACHINE
    steps[count++] = (struct sock_filter)LOAD(arch);
    steps[count++] = (struct sock_filter)SKIP_IF(MACHINE, 1);
    steps[count++] = (struct sock_filter)VERDICT(SECCOMP_RET_ALLOW);
    steps[count++] = (struct sock_filter)LOAD(nr);
    for (size_t index = 0; index < FORBIDDEN_COUNT; index++) {
        steps[count++] = (struct sock_filter)SKIP_UNLESS((uint32_t)forbidden[index].number, 1);
        steps[count++] = (struct sock_filter)VERDICT(SECCOMP_RET_TRAP);
    }
    /* write is allowed to the report alone; its argument is loaded last. */
    steps[count++] = (struct sock_filter)SKIP_UNLESS(SYS_write, 3);
    steps[count++] = (struct sock_filter)LOAD(args[0]);
    steps[count++] = (struct sock_filter)SKIP_IF(PROBE_REPORT, 1);
    steps[count++] = (struct sock_filter)VERDICT(SECCOMP_RET_TRAP);
#endif
    steps[count++] = (struct sock_filter)VERDICT(SECCOMP_RET_ALLOW);
    return count;
}

static void report_call(int signal, siginfo_t *info, void *context)
{
    (void)signal;
    char line[64] = "{\"call\":\"";
    const char *name = "write";
    for (size_t index = 0; index < FORBIDDEN_COUNT; index++) {
        if (forbidden[index].number == info->si_syscall) name = forbidden[index].name;
    }
    strcat(strcat(line, name), "\"}\n");
    if (write(PROBE_REPORT, line, strlen(line)) < 0) _exit(1); /* nobody listens any more */
    ucontext_t *interrupted = context;
#if defined(__x86_64__)
    interrupted->uc_mcontext.gregs[REG_RAX] = -EACCES;
#elif defined(__aarch64__)
    interrupted->uc_mcontext.regs[0] = (unsigned long long)-EACCES;
#else
    (void)interrupted;
#endif
}

int probe_forbid_io(void)
{
    struct sigaction action;
    memset(&action, 0, sizeof(action));
    action.sa_sigaction = report_call;
    action.sa_flags = SA_SIGINFO;
    struct sock_filter steps[STEPS_MAX];
    struct sock_fprog program = {(unsigned short)make_filter(steps), steps};
    if (sigaction(SIGSYS, &action, NULL) != 0) return errno;
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return errno;
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0 ? 0 : errno;
}

void probe_die_with_parent(void)
{
    struct rlimit none = {0, 0};
    prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    setrlimit(RLIMIT_CORE, &none);
}
