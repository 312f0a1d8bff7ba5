// The C library's allocator with an eye on refusals. glibc lets a program replace
// malloc; these hand over to the ones it keeps under other names, so that free
// and everything else stays glibc's.
#include "allocation.h"

#include <stddef.h>

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *old, size_t size);

static volatile bool is_watching = false;

void allocation_watch(bool on)
{
    is_watching = on;
}

/* Once a call: the host needs to hear it before the tool dies of it. */
static void *noticed(void *memory, size_t size)
{
    if (memory == NULL && size != 0 && is_watching) {
        is_watching = false;
        allocation_was_refused();
    }
    return memory;
}

void *malloc(size_t size)
{
    return noticed(__libc_malloc(size), size);
}

void *calloc(size_t count, size_t size)
{
    return noticed(__libc_calloc(count, size), count != 0 ? size : 0);
}

void *realloc(void *old, size_t size)
{
    return noticed(__libc_realloc(old, size), size);
}
