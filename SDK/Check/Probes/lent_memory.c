/* Memory lent to a plugin for the length of one call. When the loan ends the pages
 * lose all access, so that whoever kept a pointer is caught in the act. */
#define _GNU_SOURCE
#include "OrkestaProbes.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define LOANS_MAX 16384u

/* One loan: [start, guard) is the block's pages, [guard, guard + page) the guard. */
typedef struct loan {
    char *start;
    char *guard;
    size_t page;
    char *label;
    int ended;
} loan;

/* Written under the lock; the signal handler reads it without, which is as good as
 * it gets in a process that is about to die. */
static loan loans[LOANS_MAX];
static uint32_t loans_made;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

/* The place of the next loan: a fresh one, or the oldest whose loan has ended. */
static loan *next_place(void)
{
    for (uint32_t tries = 0; tries < LOANS_MAX; tries++) {
        loan *place = &loans[loans_made++ % LOANS_MAX];
        if (place->start != NULL && !place->ended) continue;
        if (place->start != NULL) munmap(place->start, (size_t)(place->guard - place->start) + place->page);
        free(place->label);
        memset(place, 0, sizeof(*place));
        return place;
    }
    return NULL;
}

probe_loan probe_lend(size_t bytes, const char *label)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    size_t data = (bytes + page - 1) / page * page;
    probe_loan given = {0};
    pthread_mutex_lock(&lock);
    loan *place = next_place();
    char *start = place == NULL ? MAP_FAILED
                                : mmap(NULL, data + page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (start != MAP_FAILED && (data == 0 || mprotect(start, data, PROT_READ | PROT_WRITE) == 0)) {
        *place = (loan){start, start + data, page, strdup(label), 0};
        given = (probe_loan){start + data - bytes, (uint32_t)(place - loans)};
    }
    pthread_mutex_unlock(&lock);
    return given;
}

void probe_end_loan(probe_loan given)
{
    if (given.bytes == NULL || given.number >= LOANS_MAX) return;
    pthread_mutex_lock(&lock);
    loan *place = &loans[given.number];
    size_t data = (size_t)(place->guard - place->start);
    place->ended = 1;
    if (data > 0) {
        mprotect(place->start, data, PROT_NONE);
        madvise(place->start, data, MADV_DONTNEED);
    }
    pthread_mutex_unlock(&lock);
}

static void report_part(const char *text)
{
    if (write(PROBE_REPORT, text, strlen(text)) < 0) return; /* nobody listens any more */
}

/* Names the loan that the address lies in, if any, then lets the fault kill. */
static void report_fault(int number, siginfo_t *info, void *context)
{
    (void)context;
    const char *address = info->si_addr;
    for (uint32_t index = 0; index < LOANS_MAX; index++) {
        const loan *place = &loans[index];
        if (place->start == NULL || address < place->start || address >= place->guard + place->page) continue;
        report_part(place->ended ? "{\"fault\":\"ended\",\"label\":\"" : "{\"fault\":\"beyond\",\"label\":\"");
        report_part(place->label);
        report_part("\"}\n");
        break;
    }
    signal(number, SIG_DFL);
}

void probe_watch_faults(void)
{
    struct sigaction action;
    memset(&action, 0, sizeof(action));
    action.sa_sigaction = report_fault;
    action.sa_flags = SA_SIGINFO;
    sigaction(SIGSEGV, &action, NULL);
    sigaction(SIGBUS, &action, NULL);
}
