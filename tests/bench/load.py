"""A small load generator for machines without wrk: `python -m tests.bench.load PORT PATH CONNECTIONS SECONDS HEADER…`.

It prints requests a second. It is slower than wrk and takes more of the machine, so its figures are ratios at best.
"""

import asyncio
import sys
import time


async def ask(port: int, request: bytes, until: float) -> int:
    """Ask on one connection again and again, and count the answers."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    count = 0
    while time.perf_counter() < until:
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        length = next((line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")), b":0")
        await reader.readexactly(0 if b" 304 " in head[:16] else int(length.split(b":")[1]))
        count += 1
    writer.close()
    return count


async def main(port: int, path: str, connections: int, seconds: float, headers: list[str]) -> float:
    """Ask on all connections at once and return requests a second."""
    request = "\r\n".join([f"GET {path} HTTP/1.1", "Host: 127.0.0.1", *headers, "", ""]).encode()
    began = time.perf_counter()
    counts = await asyncio.gather(*(ask(port, request, began + seconds) for _ in range(connections)))
    return sum(counts) / (time.perf_counter() - began)


if __name__ == "__main__":
    words = sys.argv
    print(asyncio.run(main(int(words[1]), words[2], int(words[3]), float(words[4]), words[5:])))
