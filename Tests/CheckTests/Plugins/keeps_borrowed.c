/* Keeps a pointer into the message, and reads it when the next one comes. */
#include "agent.h"

static ork_status answer(agent *self, ork_turn turn, const ork_turn_input *input)
{
    const char *before = self->extra;
    self->extra = (void *)input->text.ptr;
    return reply(self, turn, before != NULL && before[0] == 'h' ? STR("¿Otra vez?") : STR("Hola."));
}
