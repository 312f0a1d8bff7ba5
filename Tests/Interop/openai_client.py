#!/usr/bin/env python3
"""Drives the official openai client and says what it saw.

    openai_client.py CASE...

BASE_URL, API_KEY and MODEL say whom to ask. Prints one JSON object: for each
case what the client returned, or under "error" the exception that it raised.
What must be in it, the Swift test knows.
"""

import asyncio
import json
import os
import sys

import openai
import pydantic

URL, KEY, MODEL = os.environ["BASE_URL"], os.environ["API_KEY"], os.environ["MODEL"]
CLIENT = openai.OpenAI(base_url=URL, api_key=KEY, max_retries=0, timeout=300)
GREETING = [{"role": "system", "content": "Vendes refacciones."}, {"role": "user", "content": "hola, buenas tardes"}]
SEARCH = [{"role": "user", "content": "busco un filtro de aceite"}]
TOOLS = [
    {
        "type": "function",
        "function": {
            "name": "buscar_productos",
            "description": "Busca en el catálogo.",
            "parameters": {
                "type": "object",
                "properties": {"consulta": {"type": "string"}},
                "required": ["consulta"],
                "additionalProperties": False,
            },
        },
    }
]


def ask(messages=None, **more):
    return CLIENT.chat.completions.create(**{"model": MODEL, "messages": messages or GREETING, **more})


def fault(name, **more):
    """A question that every provider of the emulator meets with this failure."""
    return ask([{"role": "user", "content": f"hola [[fault:{name}]]"}], **more)


def seen(completion):
    choice = completion.choices[0]
    calls = choice.message.tool_calls or []
    return {
        "id": completion.id,
        "request_id": completion._request_id,
        "model": completion.model,
        "content": choice.message.content,
        "finish": choice.finish_reason,
        "calls": [[call.function.name, json.loads(call.function.arguments)] for call in calls],
        "tokens": completion.usage.total_tokens,
        "extra": sorted(completion.model_extra or {}),
    }


def gathered(stream):
    """A stream put together as a client would."""
    text, finish, usage, calls, chunks = "", None, None, {}, 0
    for chunk in stream:
        chunks += 1
        usage = chunk.usage or usage
        for choice in chunk.choices:
            finish = choice.finish_reason or finish
            text += choice.delta.content or ""
            for piece in choice.delta.tool_calls or []:
                call = calls.setdefault(piece.index, ["", ""])
                call[0] += piece.function.name or ""
                call[1] += piece.function.arguments or ""
    return {
        "content": text,
        "finish": finish,
        "tokens": usage and usage.total_tokens,
        "calls": [[name, json.loads(arguments)] for name, arguments in calls.values()],
        "chunks": chunks,
    }


def both_rounds_of_a_tool():
    first = ask(SEARCH, tools=TOOLS)
    call = first.choices[0].message.tool_calls[0]
    answer = {"role": "tool", "tool_call_id": call.id, "content": '[{"nombre": "Filtro de aceite", "precio": "129.00"}]'}
    second = ask(SEARCH + [first.choices[0].message, answer], tools=TOOLS)
    return {"first": seen(first), "second": seen(second)}


class Intent(pydantic.BaseModel):
    intent: str
    amount: int


def parsed():
    completion = CLIENT.chat.completions.parse(model=MODEL, messages=SEARCH, response_format=Intent)
    return completion.choices[0].message.parsed.model_dump()


async def many_at_once():
    async with openai.AsyncOpenAI(base_url=URL, api_key=KEY, max_retries=0, timeout=300) as client:

        async def one(number):
            messages = [{"role": "user", "content": f"hola, soy el cliente {number}"}]
            stream = await client.chat.completions.create(model=MODEL, messages=messages, stream=True)
            return "".join([chunk.choices[0].delta.content or "" async for chunk in stream if chunk.choices])

        return await asyncio.gather(*[one(number) for number in range(20)])


# Enough of a recording for a server that looks at its name and for bytes that are no text.
RECORDING = ("nota.ogg", b"OggS" + b"\xff" * 4000)


def heard(**more):
    return CLIENT.audio.transcriptions.create(**{"model": MODEL, "file": RECORDING, "language": "es", **more})


def heard_with_times():
    transcript = heard(response_format="verbose_json", timestamp_granularities=["segment"])
    return {
        "text": transcript.text,
        "language": transcript.language,
        "duration": transcript.duration,
        "segments": [[segment.start, segment.end, segment.text] for segment in transcript.segments],
    }


CASES = {
    "models": lambda: [model.id for model in CLIENT.models.list()],
    "model": lambda: CLIENT.models.retrieve("openai/gpt-oss-120b").model_dump(include={"id", "object", "owned_by"}),
    "no_model": lambda: CLIENT.models.retrieve("gpt-0").id,
    "transcript": lambda: {"text": heard().text, "seconds": heard().usage.seconds},
    "transcript_as_text": lambda: heard(response_format="text"),
    "transcript_with_times": heard_with_times,
    "transcript_of_silence": lambda: heard(file=("nada.wav", b"RIFF")).text,
    "transcript_by_a_speaker": lambda: heard(model="openai/gpt-oss-120b").text,
    "transcript_of_a_text": lambda: heard(file=("nota.txt", b"hola")).text,
    "plain": lambda: seen(ask()),
    "stream": lambda: gathered(ask(stream=True, stream_options={"include_usage": True})),
    "stream_without_usage": lambda: gathered(ask(stream=True)),
    "tools": both_rounds_of_a_tool,
    "stream_tools": lambda: gathered(ask(SEARCH, tools=TOOLS, stream=True)),
    "required_tool": lambda: seen(ask(tools=TOOLS, tool_choice="required")),
    "parsed": parsed,
    "many": lambda: asyncio.run(many_at_once()),
    "wrong_key": lambda: seen(CLIENT.with_options(api_key="ork_test_wrong").chat.completions.create(
        model=MODEL, messages=GREETING)),
    "unknown_model": lambda: seen(ask(model="gpt-0")),
    "bad_temperature": lambda: seen(ask(temperature=9)),
    "no_messages": lambda: seen(ask([{"role": "robot", "content": "hola"}])),
    "two_answers": lambda: seen(ask(n=2)),
    "filtered": lambda: seen(fault("content-filter")),
    "too_long": lambda: seen(fault("context-too-long")),
    "all_down": lambda: seen(fault("error-500")),
    "all_down_streamed": lambda: gathered(fault("error-500", stream=True)),
    "limited": lambda: seen(ask(extra_headers={"x-emulate-fault": "rate-limit"})),
    "broken_stream": lambda: gathered(ask(stream=True, extra_headers={"x-emulate-fault": "error-after-text"})),
}


def result(case):
    try:
        return CASES[case]()
    except openai.APIError as error:
        return {
            "error": type(error).__name__,
            "status": getattr(error, "status_code", None),
            "type": error.type,
            "param": error.param,
            "code": error.code,
            "message": error.message,
            "request_id": getattr(error, "request_id", None),
        }


print(json.dumps({case: result(case) for case in sys.argv[1:]}, ensure_ascii=False))
