/* Breaks nothing, and leaves a process behind that naps for NAP seconds. */
#include <spawn.h>

#define ON_START(self) take_a_nap()
static void take_a_nap(void);
#include "agent.h"

extern char **environ;

static void take_a_nap(void)
{
    pid_t child;
    char *words[] = {"sleep", NAP, NULL};
    posix_spawnp(&child, "sleep", NULL, NULL, words, environ);
}

static ork_status answer(agent *self, ork_turn turn, const ork_turn_input *input)
{
    (void)input;
    return reply(self, turn, STR("Hola."));
}
