/* Takes borrowed text for NUL-terminated. */
#include "agent.h"

static ork_status answer(agent *self, ork_turn turn, const ork_turn_input *input)
{
    return reply(self, turn, input->text.ptr != NULL && strlen(input->text.ptr) > 5 ? STR("Largo.") : STR("Corto."));
}
