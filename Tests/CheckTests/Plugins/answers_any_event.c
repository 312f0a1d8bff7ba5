/* Thanks for whatever happened, known or not. */
#define WAKE hear
#include "agent.h"

static ork_status answer(agent *self, ork_turn turn, const ork_turn_input *input)
{
    (void)input;
    return reply(self, turn, STR("Hola."));
}

static ork_status hear(void *impl, ork_turn turn, const ork_turn_input *input)
{
    if (input->kind != ORK_TURN_EVENT) return ORK_E_UNSUPPORTED;
    return reply(impl, turn, STR("¡Gracias!"));
}
