package dev.nextskill.extract.problem;

import jakarta.persistence.PersistenceException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.sql.SQLException;

/** In tests only: a request that the database refuses. */
@Path("/test/refused/{sqlState}")
public class FailingResource {

    @GET
    public String fail(@PathParam("sqlState") String sqlState) {
        throw new PersistenceException("select secret", new SQLException("relation \"secret\"", sqlState));
    }
}
