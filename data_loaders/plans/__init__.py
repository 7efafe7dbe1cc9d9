"""What does a plan declare to those who send and take reports?"""
