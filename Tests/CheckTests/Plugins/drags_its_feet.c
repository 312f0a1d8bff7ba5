/* Computes for long before it says what it is. */
#include <time.h>

static void compute(void)
{
    clock_t end = clock() + CLOCKS_PER_SEC / 5;
    while (clock() < end) {}
}

#define ON_ENTRY compute()
#include "agent.h"

static ork_status answer(agent *self, ork_turn turn, const ork_turn_input *input)
{
    (void)input;
    return reply(self, turn, STR("Hola."));
}
