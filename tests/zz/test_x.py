def test_a(demonstration): assert demonstration.stat().st_size>0
def test_b(demonstration): assert demonstration.stat().st_size>0
def test_c(demonstration): assert demonstration.stat().st_size>0
