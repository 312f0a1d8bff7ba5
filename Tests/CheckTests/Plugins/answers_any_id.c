/* Has a factory for every id that it is asked for. */
#define GET_FACTORY(id) ((void)(id), &factory)
#include "agent.h"

static ork_status answer(agent *self, ork_turn turn, const ork_turn_input *input)
{
    (void)input;
    return reply(self, turn, STR("Hola."));
}
