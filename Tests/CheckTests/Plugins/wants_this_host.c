/* Works with hosts of exactly its own version. */
#define ON_START(self) \
    if ((self)->host->size != sizeof(ork_host)) return ORK_E_UNSUPPORTED
#include "agent.h"

static ork_status answer(agent *self, ork_turn turn, const ork_turn_input *input)
{
    (void)input;
    return reply(self, turn, STR("Hola."));
}
