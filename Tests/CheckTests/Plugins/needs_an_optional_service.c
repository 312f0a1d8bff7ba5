/* Calls a service that may be NULL without looking. */
#include "agent.h"

static ork_status answer(agent *self, ork_turn turn, const ork_turn_input *input)
{
    (void)input;
    if (self->log->size > 8) self->log->write(self->inst, ORK_LOG_INFO, STR("Answering"), STR(""));
    return reply(self, turn, STR("Hola."));
}
