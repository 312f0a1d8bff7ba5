/* Breaks nothing: nothing of its tools is there after destroy. */
#define TOOL_COUNT 3
#include "tools.h"

static void run_tool(agent *self, ork_op op, ork_turn turn)
{
    if (turn != 0) say(self, turn, STR("De la herramienta."));
    answer_tool(self, op);
}
