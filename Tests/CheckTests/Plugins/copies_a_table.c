/* Copies the host's table, as if every host's were as long as its own. */
#include "agent.h"

static ork_turn_service copy;

static ork_status answer(agent *self, ork_turn turn, const ork_turn_input *input)
{
    (void)input;
    memcpy(&copy, self->turns, sizeof(copy));
    return reply(self, turn, STR("Hola."));
}
