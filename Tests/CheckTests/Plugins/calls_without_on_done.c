/* Writes a document and does not want to hear of it. */
#include "agent.h"

static ork_status answer(agent *self, ork_turn turn, const ork_turn_input *input)
{
    (void)input;
    ork_call call = {.size = sizeof(call), .turn = turn};
    ork_storage_put(self->storage, self->inst, &call, STR("seen"), STR("true"), &(ork_op){0});
    return reply(self, turn, STR("Hola."));
}
