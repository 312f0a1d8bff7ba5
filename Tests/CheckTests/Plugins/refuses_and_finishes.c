/* Finishes the turn and then says that it did not take it. */
#include "agent.h"

static ork_status answer(agent *self, ork_turn turn, const ork_turn_input *input)
{
    (void)input;
    reply(self, turn, STR("Hola."));
    return ORK_E_UNAVAILABLE;
}
