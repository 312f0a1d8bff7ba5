/* Takes chance from the C library instead of the turn. */
#include "agent.h"

static ork_status answer(agent *self, ork_turn turn, const ork_turn_input *input)
{
    (void)input;
    return reply(self, turn, rand() % 2 == 0 ? STR("Cara.") : STR("Cruz."));
}
