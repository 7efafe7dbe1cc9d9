"""Which parts do several pages share?"""
