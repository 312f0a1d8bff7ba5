// Functions that tests bind as tools: one of each type of the signature grammar,
// and one for each way in which a function can end its process.
#include <ctype.h>
#include <dirent.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

extern char **environ;

// Data: no tool can be bound to it.
int32_t tool_data = 7;

// Types.

int32_t add(int32_t left, int32_t right) { return left + right; }
int64_t widest(void) { return INT64_MIN; }
bool is_even(int64_t number) { return number % 2 == 0; }
void nothing_at_all(void) {}
const char *greeting(void) { return "¡qué tal!"; }
const char *no_text(void) { return NULL; }
const char *echo(const char *text) { return text; }
double not_a_number(void) { return 0.0 / (double)(getpid() == 0); }
double infinite(void) { return 1e308 * (double)getpid() * 1e308; }
const char *latin1(void) { return "caf\xe9"; }

int64_t eight(int32_t a, int64_t b, double c, bool d, const char *e, int32_t f, double g, int64_t h)
{
    return a + b + (int64_t)c + d + (int64_t)strlen(e) + f + (int64_t)g + h;
}

const char *long_text(void)
{
    static char text[300 << 10];
    memset(text, 'x', sizeof text - 1);
    return text;
}

static int64_t living = 0;

char *shout(const char *text)
{
    char *loud = strdup(text);
    for (char *letter = loud; *letter != 0; letter++) *letter = (char)toupper((unsigned char)*letter);
    living++;
    return loud;
}

void shout_free(char *text)
{
    living--;
    free(text);
}

int64_t shouts_living(void) { return living; }

int32_t describe(int32_t number, char *buffer, size_t capacity)
{
    return snprintf(buffer, capacity, "number %d of at most %zu bytes", number, capacity);
}

void halves(const char *text, char *left, size_t left_capacity, char *right, size_t right_capacity)
{
    const size_t middle = strlen(text) / 2;
    snprintf(left, left_capacity, "%.*s", (int)middle, text);
    snprintf(right, right_capacity, "%s", text + middle);
}

void fill_without_end(char *buffer, size_t capacity) { memset(buffer, 'y', capacity); }
void overrun(char *buffer, size_t capacity) { memset(buffer, 'z', capacity + 8); }

// What a worker has of its host.

int64_t process(void) { return getpid(); }
int64_t environment_count(void)
{
    int64_t count = 0;
    while (environ != NULL && environ[count] != NULL) count++;
    return count;
}

int64_t descriptor_count(void)
{
    int64_t count = 0;
    DIR *folder = opendir("/proc/self/fd");
    while (folder != NULL && readdir(folder) != NULL) count++;
    if (folder != NULL) closedir(folder);
    return count - 3;  // ".", ".." and the folder itself
}

int64_t core_limit(void)
{
    struct rlimit limit;
    getrlimit(RLIMIT_CORE, &limit);
    return (int64_t)limit.rlim_max;
}

// Ends.

void crash(void) { *(volatile int *)8 = 1; }
void abort_now(void) { abort(); }
void leave(int32_t code) { exit(code); }
void spin(void)
{
    for (volatile uint64_t turn = 0;; turn++) {}
}
void sleep_milliseconds(int32_t duration) { usleep((useconds_t)duration * 1000); }
// Makes a file, so that a test sees that the call has begun, and hangs.
void mark_and_hang(const char *file)
{
    FILE *mark = fopen(file, "w");
    if (mark != NULL) fclose(mark);
    for (;;) pause();
}
void stop_itself(void) { raise(SIGSTOP); }
void write_garbage(void)
{
    const char garbage[] = "this is no frame at all";
    if (write(3, garbage, sizeof garbage) < 0) abort();
}
// Writes an answer of its own before the worker's: 7, as an i32.
int32_t forge_an_answer(void)
{
    const unsigned char forged[] = {9, 0, 0, 0, 5, 7, 0, 0, 0, 0, 0, 0, 0};
    if (write(3, forged, sizeof forged) < 0) abort();
    return 8;
}
void close_everything(void)
{
    for (int descriptor = 0; descriptor < 16; descriptor++) close(descriptor);
    for (;;) pause();
}
void leave_a_child_and_crash(void)
{
    if (fork() == 0) {
        for (;;) pause();
    }
    crash();
}

int64_t bomb_slowly(void)
{
    for (;;) memset(malloc(1 << 20), 1, 1 << 20);
}
void bomb_at_once(void) { memset(malloc((size_t)8 << 30), 1, 1); }
void give_up_without_memory(void)
{
    if (malloc((size_t)8 << 30) == NULL) exit(1);
}
int32_t survive_without_memory(void) { return malloc((size_t)8 << 30) == NULL; }
