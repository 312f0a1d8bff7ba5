/* Its manifest has no version. */
#define VERSION "null"
#include "agent.h"

static ork_status answer(agent *self, ork_turn turn, const ork_turn_input *input)
{
    (void)input;
    return reply(self, turn, STR("Hola."));
}
