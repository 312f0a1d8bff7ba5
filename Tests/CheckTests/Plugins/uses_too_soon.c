/* Uses a service before it is active. */
#define ON_START(self) ork_log_write((self)->log, (self)->inst, ORK_LOG_INFO, STR("Starting"), STR(""))
#include "agent.h"

static ork_status answer(agent *self, ork_turn turn, const ork_turn_input *input)
{
    (void)input;
    return reply(self, turn, STR("Hola."));
}
