/* Looks a service up while it is created. */
#define ON_CREATE(self) ((self)->log = (self)->host->get_service((self)->inst, STR(ORK_LOG_1)))
#include "agent.h"

static ork_status answer(agent *self, ork_turn turn, const ork_turn_input *input)
{
    (void)input;
    return reply(self, turn, STR("Hola."));
}
