import network as socket
from case import case
from peer import Peer, connect


@case("TRANSPORT-36")
async def a_transport_tells_its_socket_and_addresses(t):
    client, served = Peer(), Peer()
    await connect(client, served)
    mine, its = client.transport.get_extra_info, served.transport.get_extra_info
    t("own address", mine("sockname")[0], its("sockname")[0])
    t("each other's", mine("sockname") == its("peername"), mine("peername") == its("sockname"))
    t("the socket's", mine("socket").getsockname() == mine("sockname"), mine("socket").getpeername() == mine("peername"))
    t("unknown", mine("colour"), mine("colour", "grey"))
    t("known, with a default", mine("peername", "none") == its("sockname"))
    await client.close()
    t("after the loss", mine("peername") == its("sockname"))
    await served.lost


@case("TRANSPORT-51")
async def small_writes_are_not_delayed(t):
    client, served = Peer(), Peer()
    await connect(client, served)
    for peer in (client, served):
        option = peer.transport.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        t("no delay", option != 0)
    await client.close()
    await served.lost
