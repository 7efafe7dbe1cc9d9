"""What lies in a plan's folder, byte for byte?"""
