// Resource limits and the bond to the parent, by the kernel's own means.
#include "confinement.h"

#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

static bool limit(__rlimit_resource_t resource, uint64_t most)
{
    const struct rlimit limit = {.rlim_cur = most, .rlim_max = most};
    return setrlimit(resource, &limit) == 0;
}

bool confine(long parent, uint64_t memory_bytes, uint64_t open_files_max)
{
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != parent) return false;
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && chdir("/") == 0 && limit(RLIMIT_CORE, 0)
        && limit(RLIMIT_NOFILE, open_files_max) && limit(RLIMIT_AS, memory_bytes);
}

void limit_processor(uint32_t seconds)
{
    struct rusage used;
    struct rlimit limit;
    if (getrusage(RUSAGE_SELF, &used) != 0 || getrlimit(RLIMIT_CPU, &limit) != 0) return;
    limit.rlim_cur = (rlim_t)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) + seconds + 1;
    setrlimit(RLIMIT_CPU, &limit);
}
