/* Is sure that there are no other kinds of turns than it knows. */
#define ON_UNKNOWN_KIND __builtin_trap()
#include "agent.h"

static ork_status answer(agent *self, ork_turn turn, const ork_turn_input *input)
{
    (void)input;
    return reply(self, turn, STR("Hola."));
}
