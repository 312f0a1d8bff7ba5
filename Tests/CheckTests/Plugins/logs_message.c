/* Logs what the customer wrote, as information. */
#include "agent.h"

static ork_status answer(agent *self, ork_turn turn, const ork_turn_input *input)
{
    ork_log_write(self->log, self->inst, ORK_LOG_INFO, input->text, STR(""));
    return reply(self, turn, STR("Hola."));
}
