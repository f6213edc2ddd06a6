"""A facade in the integration layer, between applications that speak StUF and the BRP that speaks REST."""
