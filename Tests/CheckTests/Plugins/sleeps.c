/* Pretends to think. */
#define _DEFAULT_SOURCE
#include "agent.h"

#include <unistd.h>

static ork_status answer(agent *self, ork_turn turn, const ork_turn_input *input)
{
    (void)input;
    usleep(100000);
    return reply(self, turn, STR("Hola."));
}
