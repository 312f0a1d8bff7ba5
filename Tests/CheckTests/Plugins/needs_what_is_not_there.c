/* Breaks nothing: it does not begin without a service that the checker does not have. */
#define REQUIRED_SERVICES "\"ork.turn/1\", \"ork.unheard-of/1\""
#define ON_START(self) if ((self)->host->get_service((self)->inst, STR("ork.unheard-of/1")) == NULL) return ORK_E_UNSUPPORTED
#include "agent.h"

static ork_status answer(agent *self, ork_turn turn, const ork_turn_input *input)
{
    (void)input;
    return reply(self, turn, STR("Hola."));
}
