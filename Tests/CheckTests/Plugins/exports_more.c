/* Exports a second symbol, which another plugin could bind to. */
#include "agent.h"

__attribute__((visibility("default"))) int specimen_version(void) { return 1; }

static ork_status answer(agent *self, ork_turn turn, const ork_turn_input *input)
{
    (void)input;
    return reply(self, turn, STR("Hola."));
}
