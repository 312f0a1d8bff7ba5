/* Calls a function of a library that it does not link. */
#include "agent.h"

int nowhere_to_be_found(void);

static ork_status answer(agent *self, ork_turn turn, const ork_turn_input *input)
{
    (void)input;
    return nowhere_to_be_found() == 0 ? reply(self, turn, STR("Hola.")) : ORK_E_INTERNAL;
}
