/* Ends the process when it has nothing to say. */
#include "agent.h"

static ork_status answer(agent *self, ork_turn turn, const ork_turn_input *input)
{
    if (input->text.len == 0 || input->text.ptr[0] == 'o') exit(3);
    return reply(self, turn, STR("Hola."));
}
