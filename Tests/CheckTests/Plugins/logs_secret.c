/* Logs its settings, one of which is a secret. */
#define CONFIG "{\"type\": \"object\", \"properties\": {\"token\": {\"type\": \"string\", \"secret\": true}}}"
#include "agent.h"

static ork_status answer(agent *self, ork_turn turn, const ork_turn_input *input)
{
    (void)input;
    ork_log_write(self->log, self->inst, ORK_LOG_INFO, STR("Answering"),
                  (ork_str){self->settings, strlen(self->settings)});
    return reply(self, turn, STR("Hola."));
}
