package tools.sota.gateway;

import tools.sota.catalog.Catalog;
import tools.sota.metering.LaneAnswer;
import tools.sota.metering.LaneMeter;
import tools.sota.platform.Idempotency;
import tools.sota.platform.Ids;

/// The parts of the feature that others use; to be closed after the server has stopped.
///
/// @param lane stands before Javalin
/// @param end closes the connections to all upstreams
public record GatewayFeature(GatewayLane lane, Runnable end) implements AutoCloseable {
    /// What the feature stands on.
    public record Needs(
            Catalog catalog,
            LaneMeter meter,
            Idempotency idempotency,
            LaneAnswer.Manners manners,
            Ids ids,
            String publicUrl) {}

    public static GatewayFeature create(Needs needs) {
        var upstreams = new Upstreams(needs.catalog());
        var parts = new GatewayLane.Parts(
                needs.meter(),
                needs.manners(),
                needs.ids(),
                needs.idempotency(),
                new Deadlines(upstreams.scheduler()),
                needs.publicUrl());
        return new GatewayFeature(new GatewayLane(upstreams.routes(), parts), upstreams::close);
    }

    @Override
    public void close() {
        end.run();
    }
}
